"""`iop serve` with the web process of the benchmarks."""

from iop.serving.supervisor import serve
from iop.settings import settings

if __name__ == "__main__":
    serve(settings(), web="benchmarks.web_process")
