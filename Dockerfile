# One image for web, workers, beat and migrations; docker-compose.yml says which command each runs.
FROM python:3.13-slim AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
# Dependencies first: this layer is built again only when they change.
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY claimtrack/__init__.py claimtrack/celery.py claimtrack/
RUN pip install . -c constraints.txt && pip uninstall --yes claimtrack
COPY . .
RUN pip install --no-deps --editable .
RUN CLAIMTRACK_HOME=/tmp/build STATIC_ROOT=/app/collected SECRET_KEY=only-for-collectstatic \
    DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost \
    python manage.py collectstatic --no-input && rm -rf /tmp/build

FROM python:3.13-slim
RUN useradd --uid 1000 --create-home claimtrack && install --directory --owner claimtrack /var/lib/claimtrack /var/lib/claimtrack/staging
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    CLAIMTRACK_HOME=/var/lib/claimtrack STATIC_ROOT=/app/collected
COPY --from=build /venv /venv
COPY --from=build /app /app
USER claimtrack
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 CMD ["python", "-m", "claimtrack.probe"]
CMD ["gunicorn", "--config", "python:claimtrack.webserver", "--bind", "0.0.0.0:8000", "claimtrack.wsgi:application"]
