"""Settings of the whole project, read from the environment; README lists every variable.

Without DATABASE_URL and REDIS_URL the embedded services under CLAIMTRACK_HOME are meant: one code path for both.
"""

import sys
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from claimtrack.logs import logging_config
from claimtrack.services.home import embedded_broker_url, embedded_database, home, secret_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
if (BASE_DIR / ".env").is_file():
    environ.Env.read_env(BASE_DIR / ".env")

CLAIMTRACK_HOME: Path = home()
DEBUG: bool = env.bool("CLAIMTRACK_DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or secret_key()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# True where TLS ends before or at this server; the embedded start serves plain HTTP on the loopback address.
HTTPS: bool = env.bool("CLAIMTRACK_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "claimtrack",
    "articles",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "claimtrack.access.AccessLog",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "claimtrack.bodies.body_gate",  # before anything looks into a form, as the check against forgery does
    "claimtrack.signing_in.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "claimtrack.urls"
ASGI_APPLICATION = "claimtrack.asgi.application"
WSGI_APPLICATION = "claimtrack.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# PostgreSQL everywhere: the newsroom's own by DATABASE_URL, else the embedded one on its private socket.
EMBEDDED_DATABASE = not env("DATABASE_URL", default="")
DATABASES: dict[str, dict[str, Any]] = {"default": embedded_database() if EMBEDDED_DATABASE else env.db("DATABASE_URL")}
# The web server's threads live long and keep their connection; the check renews it after a restart of the database.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

# A Redis-protocol broker: the queue is only a hint, PostgreSQL is the truth.
EMBEDDED_BROKER = not env("REDIS_URL", default="")
CELERY_BROKER_URL: str = embedded_broker_url() if EMBEDDED_BROKER else env("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A broker that restarts must not cost the work in hand, nor the seconds in which a new process loads the rules: tasks
# finish, and their redelivered messages find the work done or under its lease.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
# What a library leaks is given back now and then; in kilobytes.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ROUTES = {
    "claims.tasks.*": {"queue": "extract"},
    # Waiting for other people's servers must not keep uploads waiting.
    "articles.tasks.fetch_item": {"queue": "fetch"},
    "articles.tasks.poll_feed": {"queue": "fetch"},
    "articles.tasks.*": {"queue": "intake"},
}
CELERY_TASK_DEFAULT_QUEUE = "intake"
CELERY_TASK_TIME_LIMIT = 300
# The lease of an extraction run (claims/recording.py) must be shorter than the visibility timeout: a redelivered
# message then finds the run either finished or free. Both unacked settings make redelivery take seconds, not minutes.
LEASE_SECONDS: int = env.int("CLAIMTRACK_LEASE_SECONDS", default=60)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * LEASE_SECONDS,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
    "socket_timeout": 10,
    "retry_on_timeout": True,
    "health_check_interval": 10,
}
# How often sweepers look for what the queue has lost, and how long a thing may lie untouched before it counts as that.
SWEEP_SECONDS = env.float("CLAIMTRACK_SWEEP_SECONDS", default=15.0)
LOST_AFTER_SECONDS = env.float("CLAIMTRACK_LOST_AFTER_SECONDS", default=30.0)
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}
CELERY_BEAT_SCHEDULE = {
    "sweep-items": {
        "task": "articles.tasks.sweep_items",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep-runs": {"task": "claims.tasks.sweep_runs", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
    "tell-finished": {"task": "articles.tasks.tell_finished", "schedule": 60.0, "options": {"expires": 60}},
    "poll-feeds": {"task": "articles.tasks.poll_feeds", "schedule": 60.0, "options": {"expires": 60}},
    "empty-bin": {"task": "articles.tasks.empty_bin", "schedule": crontab(minute=41), "options": {"expires": 3000}},
    "sweep-staging": {"task": "articles.tasks.sweep_staging", "schedule": 300.0, "options": {"expires": 300}},
    "find-copies": {"task": "articles.tasks.find_copies", "schedule": 20.0, "options": {"expires": 20}},
    "forget-ways": {"task": "articles.tasks.forget_ways", "schedule": crontab(hour=3, minute=47)},
    "delete-expired": {"task": "articles.tasks.delete_expired_articles", "schedule": crontab(hour=3, minute=17)},
}
CELERY_TIMEZONE = "Europe/Berlin"

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or CLAIMTRACK_HOME / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "claimtrack" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = True

# Login by default on every page; a view that is open says so with @login_not_required.
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "claimtrack.permissions.OneQueryBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, in plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("CLAIMTRACK_BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# These four ask for TLS. On one's own machine there is none; for any other host name they are heard.
ONLY_THIS_MACHINE = not HTTPS and set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}
SILENCED_SYSTEM_CHECKS = (
    ["security.W004", "security.W008", "security.W012", "security.W016"] if ONLY_THIS_MACHINE else []
)

# Uploads: what a browser may send at once, in bytes; members of archives are limited in articles/readers.
UPLOAD_LIMIT = env.int("CLAIMTRACK_UPLOAD_LIMIT", default=2 * 1024 * 1024 * 1024)
# Where uploads lie that somebody looks at first, for how long, and for how many seconds a look may read.
STAGING_DIR = CLAIMTRACK_HOME / "staging"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "articles.receiving.RoomyFileHandler",
]
STAGING_SECONDS = 3600
# Uploads above this many bytes become items in a worker, not while the browser waits; packed ones above a tenth of it.
RECEIVE_AT_ONCE = env.int("CLAIMTRACK_RECEIVE_AT_ONCE", default=1024 * 1024)
LOOK_SECONDS = 8.0
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Days that an article's text is kept; 0 keeps it until somebody deletes it.
RETENTION_DAYS = env.int("CLAIMTRACK_RETENTION_DAYS", default=0)
# Whether what somebody sets of claims, topics, series and names counts only once another person has agreed.
FOUR_EYES = env.bool("CLAIMTRACK_FOUR_EYES", default=False)
# Days that a deleted batch stays in the bin, from which it can be brought back.
BIN_DAYS = env.int("CLAIMTRACK_BIN_DAYS", default=7)

# E-mail leaves only where a server is named, EMAIL_URL=smtp+tls://user:password@host:587; the pages offer it only then.
MAIL_CONFIGURED: bool = bool(env("EMAIL_URL", default=""))
EMAIL: dict[str, Any] = env.email_url("EMAIL_URL") if MAIL_CONFIGURED else env.email_url_config("consolemail://")
EMAIL_BACKEND: str = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST: str = EMAIL.get("EMAIL_HOST") or "localhost"
EMAIL_PORT: int = EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER: str = EMAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD: str = EMAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS: bool = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold a worker
DEFAULT_FROM_EMAIL: str = env("DEFAULT_FROM_EMAIL", default="claimtrack@localhost")
# Where people reach the pages, for links in e-mails: https://claims.example.org. Empty: as the reader saw the page.
SITE_URL: str = env("CLAIMTRACK_URL", default="").rstrip("/")

# Pages by their address and feeds. Who runs a site finds the contact (an address or a web page) in his log.
FETCH_CONTACT = env.str("CLAIMTRACK_FETCH_CONTACT", default="")
FETCH_SECONDS = env.int("CLAIMTRACK_FETCH_SECONDS", default=20)  # for a page with all its redirects
FETCH_LIMIT = env.int("CLAIMTRACK_FETCH_LIMIT", default=16 * 1024 * 1024)  # bytes of a page, unpacked
FETCH_DELAY = env.float("CLAIMTRACK_FETCH_DELAY", default=2.0)  # seconds between two requests to the same host
FETCH_PER_HOST = env.int("CLAIMTRACK_FETCH_PER_HOST", default=2)  # requests to one host at the same time
FETCH_PORTS = [int(port) for port in env.list("CLAIMTRACK_FETCH_PORTS", default=["80", "443"])]
# Hosts of the own network that may be asked all the same: name or name:port.
FETCH_PRIVATE_HOSTS: list[str] = env.list("CLAIMTRACK_FETCH_PRIVATE_HOSTS", default=[])
# A proxy through which pages are fetched: http://user:password@host:3128 or socks5://host:1080. It gets addresses that
# were looked up and checked here; or names, where this network knows none of the internet (`fetching.proxies`).
FETCH_PROXY = env.str("CLAIMTRACK_FETCH_PROXY", default="")
FETCH_PROXY_RESOLVES = env.bool("CLAIMTRACK_FETCH_PROXY_RESOLVES", default=False)

# Programs that bring articles with a key: requests a minute, bytes of one, hours in which a repeated one is known.
API_RATE = env.int("CLAIMTRACK_API_RATE", default=60)
API_LIMIT = env.int("CLAIMTRACK_API_LIMIT", default=10 * 1024 * 1024)
API_KEPT_HOURS = env.int("CLAIMTRACK_API_KEPT_HOURS", default=48)

LOGGING = logging_config(
    json=env.bool("CLAIMTRACK_LOG_JSON", default=False), level=env.str("CLAIMTRACK_LOG_LEVEL", default="INFO")
)
LOGGING_CONFIG = "logging.config.dictConfig"
