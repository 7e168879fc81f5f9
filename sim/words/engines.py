"""What is said of who computes, and of how long it may take."""

from __future__ import annotations

from typing import Final

ENGINE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "option.engine": (
        "who computes: threads of this process (default), processes, which go on when one of them dies, or Dask, on "
        "this machine or at a scheduler's address (docs/engines.md); changes no result",
        "由谁计算：threads 为本进程的线程（默认）；processes 为多个进程，其中一个意外中止时其余继续；dask 为本机的 "
        "Dask，或指定地址上的 Dask 调度器（见 docs/engines.md）；不影响结果",
    ),
    "option.time-limit": (
        "with a design: stop after so long, such as 90 (seconds), 30m, 8h or 1d12h; the same command goes on later",
        "与设计同用：到时间即停止，如 90（秒）、30m、8h 或 1d12h；以后用同一命令接着算",
    ),
    "allowed.engine": ("threads, processes, dask or dask:ADDRESS", "threads、processes、dask 或 dask:地址"),
    "allowed.time": (
        "a length of time such as 90 (seconds), 30m, 8h or 1d12h",
        "一段时间，如 90（秒）、30m、8h 或 1d12h",
    ),
    "engine.no_dask": (
        "--engine dask: Dask is not installed here. Its packages come with: pip install 'quyuhua[dask]'.",
        "--engine dask：本机没有安装 Dask。安装命令：pip install 'quyuhua[dask]'。",
    ),
    "engine.nobody": (
        "--engine dask: nobody answers at {address} ({reason}); start a scheduler there (dask scheduler) and workers, "
        "or leave the address out.",
        "--engine dask：{address} 没有应答（{reason}）；请先在该处启动调度器（dask scheduler）和工作进程，或不写地址。",
    ),
    "engine.no_workers": (
        "--engine dask: the scheduler at {address} has no workers; start some (dask worker {address}).",
        "--engine dask：{address} 的调度器没有工作进程；请启动（dask worker {address}）。",
    ),
    "engine.deserted": (
        "--engine dask: all workers at {address} are gone; it goes on as soon as one is back. Ctrl-C ends it: what is "
        "finished is kept where a folder is filled.",
        "--engine dask：{address} 的工作进程已全部离开；有工作进程回来后自动继续。按 Ctrl-C 可以结束：写入文件夹的部分"
        "已保存。",
    ),
    "engine.no_package": (
        "--engine dask: the worker at {worker} cannot load this program ({reason}); install the same version there.",
        "--engine dask：{worker} 的工作进程无法载入本程序（{reason}）；请在该处安装相同的版本。",
    ),
    "engine.other_makings": (
        "--engine dask: the worker at {worker} would compute with something else (here ≠ there): {parts}.",
        "--engine dask：{worker} 的工作进程所用的程序或版本与本机不同（本机 ≠ 该处）：{parts}。",
    ),
    "engine.gone": (
        "--engine dask: the scheduler at {address} is gone ({reason}). What was finished is kept where a folder is "
        "filled; the same command goes on.",
        "--engine dask：{address} 的调度器已不在（{reason}）。写入文件夹的部分已保存；用同一命令可以接着算。",
    ),
    "engine.edited": (
        "--engine processes: the program was edited while it ran (before ≠ now): {parts}. Start it again.",
        "--engine processes：运行期间程序被改动（原来 ≠ 现在）：{parts}。请重新开始。",
    ),
    "engine.no_process": (
        "--engine processes: no process comes up ({reason}).",
        "--engine processes：无法启动进程（{reason}）。",
    ),
    "time.is_up": ("The time of --time-limit is up.", "--time-limit 的时间已到。"),
    "status.4": (
        "the time of --time-limit was up: what is done is kept, and the same command goes on",
        "--time-limit 的时间已到：已完成的部分已保存，用同一命令可以接着算",
    ),
}
