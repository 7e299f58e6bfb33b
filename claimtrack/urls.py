"""All addresses; each app keeps its own list."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from claimtrack import health

urlpatterns = [
    path("", include("claims.urls")),
    path("", include("articles.urls")),
    path("login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/", auth.PasswordChangeView.as_view(success_url="/"), name="password_change"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler500 = "claimtrack.full_disk.server_error"
