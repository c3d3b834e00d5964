# Two stages: the first installs what the app needs, the second holds that and the app, and nothing else.
FROM python:3.13.15-slim-trixie AS packages
COPY requirements.txt .
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --requirement requirements.txt \
 && /venv/bin/python -m pip uninstall --yes --quiet pip
# Of Plotly only its script is used, and nobody tests NumPy here.
RUN cd /venv/lib/python3*/site-packages \
 && find plotly -type f ! -path plotly/__init__.py ! -path plotly/package_data/plotly.min.js -delete \
 && rm -rf narwhals _plotly_utils jupyterlab_plotly \
 && find numpy -type d -name tests -prune -exec rm -rf {} +

FROM python:3.13.15-slim-trixie
RUN useradd --system --uid 10001 --no-create-home gatewalk
COPY --from=packages /venv /venv
WORKDIR /gatewalk
COPY model model
COPY templates templates
COPY static static
COPY app app
RUN /venv/bin/python -m app.assets && /venv/bin/python -m compileall -q app model
# NumPy by one thread for each worker: many small walks at once, not one large.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OPENBLAS_NUM_THREADS=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "app", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
