# Two stages: the first installs what the app needs, makes what is made ahead, and takes away what nobody needs any more;
# the second holds what is left, 73 MB above Python's image; docs/hosting.md says what each part weighs.
# The digest is that of the image for all processors. For another version: docker buildx imagetools inspect python:VERSION
FROM python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS made
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends binutils
COPY requirements.lock .
RUN python -m venv /pip && python -m venv --without-pip /venv \
 && /pip/bin/pip --python /venv/bin/python install --no-cache-dir --no-compile --disable-pip-version-check \
    --require-hashes --requirement requirements.lock
WORKDIR /gatewalk
COPY LICENSE LICENSE
COPY model model
COPY templates templates
COPY static static
COPY lessons lessons
COPY texts texts
COPY app app
# Of Plotly only its script is used, which is kept here; the other two are needed by Plotly alone.
RUN PYTHONDONTWRITEBYTECODE=1 /venv/bin/python -m app.assets \
 && /pip/bin/pip --python /venv/bin/python uninstall --yes --quiet plotly narwhals packaging
# Nobody here tests NumPy, builds upon it or checks types; these parts of it are loaded by nothing. Names for a debugger are
# most of the machine code of uvloop and Brotli, and 3 MB of NumPy. Of packages Python reads bytecode alone, without what is
# for programmers: descriptions and assertions. An error in a log still names their files and lines.
RUN cd /venv/lib/python3*/site-packages \
 && (cd numpy && rm -r _pyinstaller conftest.py ctypeslib doc f2py fft ma matlib.py polynomial testing) \
 && find numpy -type d \( -name tests -o -name include \) -prune -exec rm -r {} + \
 && find . -type f \( -name '*.py[ix]' -o -name '*.pxd' -o -name '*.a' \) -delete \
 && find numpy -name '_simd.*.so' -delete -o -name '_*_tests.*.so' -delete \
 && find . -type f -name '*.so*' -exec strip --strip-unneeded {} + \
 && /venv/bin/python -m compileall -q -b -o 2 "$PWD" && find . -name '*.py' -delete

FROM python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b
LABEL org.opencontainers.image.title="Gatewalk" \
      org.opencontainers.image.description="Walk through an LSTM one word at a time and see why it remembers." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
# No program runs with the rights of another user, and none installs any.
RUN useradd --system --uid 10001 --no-create-home gatewalk \
 && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages/pip* /usr/local/lib/python3*/ensurepip
COPY --from=made /venv /venv
COPY --from=made /gatewalk /gatewalk
WORKDIR /gatewalk
# NumPy by one thread for each worker: many small walks at once, not one large.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1
# Put together once, so that the bytecode of all that is loaded is there, and of nothing else: a container could not keep it.
RUN python -c "import app.__main__, app.serving, app.wellness, multiprocessing.spawn; app.serving.create_app()"
ENV PYTHONDONTWRITEBYTECODE=1
USER 10001
EXPOSE 8000
# It waits for a minute itself, and asks an app that does not answer by then to stop; compose.yaml starts it anew.
HEALTHCHECK --interval=10s --timeout=70s --retries=1 CMD ["python", "-m", "app.wellness"]
CMD ["python", "-m", "app", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
