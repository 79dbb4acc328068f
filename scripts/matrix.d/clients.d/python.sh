# Sourced by the rows of libraries for Python, which are installed at /opt/python.

packages+=(python3-venv)

# python_version PACKAGE: which one is installed.
python_version() {
    /opt/python/bin/python -c 'import sys, importlib.metadata as m; print(m.version(sys.argv[1]))' "$1"
}

# python_call SCRIPT ARGUMENT...: runs one of those beside this file.
python_call() {
    PYTHONDONTWRITEBYTECODE=1 /opt/python/bin/python "$cell/scripts/matrix.d/clients.d/$1" "${@:2}"
}
