"""`iop serve` with the web process of the benchmarks."""

from iop.settings import settings
from iop.supervisor import serve

if __name__ == "__main__":
    serve(settings(), web="benchmarks.web_process")
