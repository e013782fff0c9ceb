#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the kernels of a GPU in the column layouts of presets/papers/gpu-*/table.csv.

Needs PyTorch 2.0 or newer with CUDA or ROCm and nothing else. One table per class, written row by row; see README.md
beside this file for what to do with them.
"""
import argparse
import csv
import ctypes
import datetime
import math
import os
import re
import statistics
import subprocess
import sys
import time

CLASSES = ("gemm", "attention-prefill", "attention-decode", "elementwise", "power", "collectives")
SHEET = ("sms", "peak_dense_bf16_flops", "mem_bw_B_per_s", "l2_bytes", "peak_fp32_flops", "peak_fp8_flops", "memory_bytes", "board_watts",
         "idle_watts", "link_B_per_s")
NEEDED = SHEET[:4]
ATTENTION = ("gpu", "stack", "kv_dtype", "batch", "new_tokens", "kv_len", "heads", "kv_heads", "head_dim",
             "measured_ms", "source")
COLUMNS = {
    "gemm": ("gpu", "dtype", "stack", "mode", "m", "n", "k", "measured_ms", "source"),
    "attention-prefill": ATTENTION,
    "attention-decode": ATTENTION,
    "elementwise": ("gpu", "op", "mode", "bytes", "measured_us", "source"),
    "power": ("gpu", "n_gpus", "model", "kernel", "tp", "batch", "dims", "time_ms", "throughput_tok_s", "watts_per_gpu",
              "source"),
    "collectives": ("system", "stack", "op", "n_gpus", "bytes", "measured_ms", "source"),
}
# The measured tables cycle through this many sets of weights, so that only small ones stay in the L2.
WEIGHT_SETS = 6
REPEATS = 5


def fail(message):
    sys.exit(f"gpu_probe: {message}")


try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None


# --- the GPU's own words ---------------------------------------------------------------------------------------------

class Nvml:
    """Watts, clocks and throttling of one NVIDIA GPU, through the driver's library. `handle` is None without it."""

    THROTTLED = {0x4: "power cap", 0x8: "hardware slowdown", 0x20: "thermal limit", 0x40: "thermal limit",
                 0x80: "power brake"}

    def __init__(self, bus_id):
        self.handle = None
        try:
            self.lib = ctypes.CDLL("libnvidia-ml.so.1")
            handle = ctypes.c_void_p()
            if self.lib.nvmlInit_v2() == 0 and bus_id and self.lib.nvmlDeviceGetHandleByPciBusId_v2(
                    bus_id.encode(), ctypes.byref(handle)) == 0:
                self.handle = handle
        except (OSError, AttributeError):
            pass

    def _number(self, function, kind, *arguments):
        if self.handle is None:
            return None
        value = kind()
        try:
            status = getattr(self.lib, function)(self.handle, *arguments, ctypes.byref(value))
        except AttributeError:
            return None
        return value.value if status == 0 else None

    def watts(self):
        value = self._number("nvmlDeviceGetPowerUsage", ctypes.c_uint)
        return value / 1e3 if value else None

    def limit(self):
        value = self._number("nvmlDeviceGetEnforcedPowerLimit", ctypes.c_uint)
        return value / 1e3 if value else None

    def clock(self):
        return self._number("nvmlDeviceGetClockInfo", ctypes.c_uint, ctypes.c_uint(1))

    def throttling(self):
        bits = self._number("nvmlDeviceGetCurrentClocksThrottleReasons", ctypes.c_ulonglong) or 0
        return sorted({text for bit, text in self.THROTTLED.items() if bits & bit})


class SmiTool:
    """The same from a command line tool, where the library is missing: slower, and watts only."""

    TOOLS = ((["nvidia-smi", "--query-gpu=power.draw", "--format=csv,noheader,nounits", "-i"], r"([0-9.]+)"),
             (["rocm-smi", "--showpower", "-d"], r"\(W\):\s*([0-9.]+)"))

    def __init__(self, bus_id, index, hip):
        self.command, self.pattern = self.TOOLS[1 if hip else 0]
        self.device = str(index) if hip or not bus_id else bus_id

    def watts(self):
        try:
            text = subprocess.run(self.command + [self.device], capture_output=True, text=True, timeout=20).stdout
        except (OSError, subprocess.TimeoutExpired):
            return None
        found = re.search(self.pattern, text)
        return float(found.group(1)) if found else None


def cuda_attributes(index):
    """Numbers that PyTorch does not pass on, from the CUDA driver: {} on ROCm and where there is no driver."""
    try:
        cuda = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return {}
    device = ctypes.c_int()
    if cuda.cuInit(0) != 0 or cuda.cuDeviceGet(ctypes.byref(device), index) != 0:
        return {}
    result = {}
    for key, number in (("clock_khz", 13), ("memory_khz", 36), ("bus_bits", 37), ("l2_bytes", 38)):
        value = ctypes.c_int()
        if cuda.cuDeviceGetAttribute(ctypes.byref(value), number, device) == 0 and value.value > 0:
            result[key] = value.value
    text = ctypes.create_string_buffer(32)
    if cuda.cuDeviceGetPCIBusId(text, 32, device) == 0:
        result["bus_id"] = text.value.decode()
    return result


# Dense 16-bit FLOP per clock and SM with fp32 accumulation, and fp32 lanes per SM, by compute capability.
PER_SM = {(7, 0): (1024, 64), (7, 5): (1024, 64), (8, 0): (2048, 64), (8, 6): (1024, 128), (8, 9): (1024, 128),
          (9, 0): (4096, 128), (10, 0): (8192, 128), (10, 3): (8192, 128), (12, 0): (1024, 128)}


def peaks(name, capability, sms, clock_khz):
    """bf16 and fp32 FLOP/s at the highest clock; None where the chip is not known here."""
    tensor, lanes = PER_SM.get(capability, (None, None))
    if not tensor or not clock_khz:
        return None, None
    if re.search("GeForce|TITAN RTX", name) and capability != (7, 0):
        tensor /= 2  # half the rate where sums are kept in fp32
    return tensor * sms * clock_khz * 1e3, 2.0 * lanes * sms * clock_khz * 1e3


class Machine:
    """The device that is measured: name, data sheet, instruments."""

    def __init__(self, options):
        self.cpu = options.device == "cpu"
        self.hip = bool(getattr(torch.version, "hip", None))
        self.driver = {}
        if self.cpu:
            self.device = torch.device("cpu")
            self.name = options.name or "CPU self-test"
            found = {"sms": os.cpu_count() or 1, "peak_dense_bf16_flops": 1e11, "mem_bw_B_per_s": 2e10, "l2_bytes": 1e6}
        else:
            self.device = torch.device("cuda", options.index)
            torch.cuda.set_device(self.device)
            found = self._query(options)
        for key in SHEET:
            given = getattr(options, key)
            if given is not None:
                found[key] = given
        self.sheet = found
        self.nvml = Nvml(self.driver.get("bus_id"))
        self.meter = self.nvml if self.nvml.handle else SmiTool(self.driver.get("bus_id"), options.index, self.hip)
        if not self.cpu and "board_watts" not in found and self.nvml.limit():
            found["board_watts"] = self.nvml.limit()

    def _query(self, options):
        properties = torch.cuda.get_device_properties(self.device)
        self.name = options.name or properties.name
        self.driver = {} if self.hip else cuda_attributes(options.index)
        found = {"sms": properties.multi_processor_count, "memory_bytes": properties.total_memory}
        cache = getattr(properties, "L2_cache_size", 0) or self.driver.get("l2_bytes")
        if cache:
            found["l2_bytes"] = cache
        if "memory_khz" in self.driver and "bus_bits" in self.driver:
            found["mem_bw_B_per_s"] = 2.0 * self.driver["memory_khz"] * 1e3 * self.driver["bus_bits"] / 8
        if not self.hip:
            capability = torch.cuda.get_device_capability(self.device)
            bf16, fp32 = peaks(properties.name, capability, found["sms"], self.driver.get("clock_khz"))
            if bf16:
                found["peak_dense_bf16_flops"], found["peak_fp32_flops"] = bf16, fp32
                if capability >= (8, 9):
                    found["peak_fp8_flops"] = 2.0 * bf16
        return found

    def missing(self):
        return [key for key in NEEDED if not self.sheet.get(key)]

    def free_bytes(self):
        return 4e9 if self.cpu else torch.cuda.mem_get_info(self.device)[0]

    def synchronize(self):
        if not self.cpu:
            torch.cuda.synchronize(self.device)

    def sheet_cells(self):
        return {key: f"{self.sheet[key]:.6g}" if self.sheet.get(key) else "" for key in SHEET}

    def source(self):
        """Who measured, with what, and how the clock stood: the last column of every row."""
        if self.cpu:
            return f"gpu_probe:self-test on a CPU, no GPU was measured;torch {torch.__version__}"
        parts = [f"gpu_probe:{datetime.date.today()}", f"torch {torch.__version__}",
                 f"{'ROCm ' + str(torch.version.hip) if self.hip else 'CUDA ' + str(torch.version.cuda)}"]
        if self.nvml.clock():
            parts.append(f"{self.nvml.clock()} MHz")
        parts += [f"throttled by {reason}" for reason in self.nvml.throttling()]
        return ";".join(parts)


# --- timing ----------------------------------------------------------------------------------------------------------

class Timer:
    """Median seconds of one call: CUDA events around a graph of calls, so that launches do not count."""

    def __init__(self, machine, quick):
        self.machine = machine
        self.target = 0.004 if quick else 0.02
        self.repeats = 3 if quick else REPEATS

    def seconds(self, calls):
        """`calls` are run one after the other: variants of one call, such as different weights. Returns the median of
        the time of one of them, and whether launches are left out of it."""
        for call in calls:
            call()
        self.machine.synchronize()
        if self.machine.cpu:
            return self._median(calls, self._cpu_clock, 1), True
        rough = self._events(lambda: [call() for call in calls]) / len(calls)
        rounds = int(max(1, min(200, self.target / max(rough, 1e-6) / len(calls))))
        graph = self._graph(calls, rounds)
        if graph is None:
            return self._median(calls, self._events, rounds), False
        graph.replay()
        samples = [self._events(graph.replay) / (rounds * len(calls)) for _ in range(self.repeats)]
        return statistics.median(samples), True

    def _median(self, calls, clock, rounds):
        def run():
            for _ in range(rounds):
                for call in calls:
                    call()
        return statistics.median(clock(run) / (rounds * len(calls)) for _ in range(self.repeats))

    @staticmethod
    def _cpu_clock(run):
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    def _events(self, run):
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        run()
        end.record()
        end.synchronize()
        return start.elapsed_time(end) * 1e-3

    def _graph(self, calls, rounds):
        try:
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                for _ in range(rounds):
                    for call in calls:
                        call()
            return graph
        except RuntimeError as error:
            if "out of memory" in str(error):
                raise
            torch.cuda.synchronize()
            return None


# --- tables ----------------------------------------------------------------------------------------------------------

class Table:
    """One CSV file, complete after every row."""

    def __init__(self, folder, kind, machine):
        self.path = os.path.join(folder, f"gpu-{kind}.csv")
        self.columns = COLUMNS[kind] + SHEET
        self.machine = machine
        self.rows = 0
        self.file = open(self.path, "w", newline="", encoding="utf-8")
        self.writer = csv.DictWriter(self.file, self.columns, lineterminator="\n")
        self.writer.writeheader()
        self.file.flush()

    def add(self, **cells):
        name = {"system" if "system" in self.columns else "gpu": self.machine.name}
        self.writer.writerow({**self.machine.sheet_cells(), "source": self.machine.source(), **name, **cells})
        self.file.flush()
        self.rows += 1


def number(value):
    return f"{value:.5g}"


class Progress:
    def __init__(self, kind, total):
        self.kind, self.total, self.done, self.skipped = kind, total, 0, {}
        self.line = sys.stderr.isatty()

    def step(self, text):
        self.done += 1
        if self.line:
            print(f"\r\033[K{self.kind}: {self.done}/{self.total}  {text}", end="", file=sys.stderr, flush=True)

    def skip(self, reason):
        self.skipped[reason] = self.skipped.get(reason, 0) + 1

    def finish(self, table):
        if self.line:
            print("\r\033[K", end="", file=sys.stderr)
        print(f"{self.kind}: {table.rows} rows in {table.path}", file=sys.stderr)
        for reason, count in sorted(self.skipped.items()):
            print(f"{self.kind}: {count} left out: {reason}", file=sys.stderr)


def each(probe, kind, cases, measure, table):
    """Measures all cases; what does not fit or is not supported is left out and said."""
    progress = Progress(kind, len(cases))
    try:
        for case in cases:
            progress.step(" ".join(str(part) for part in case))
            try:
                measure(case)
            except NotImplementedError as error:
                progress.skip(str(error))
            except RuntimeError as error:
                text = str(error).strip().splitlines()
                progress.skip("out of memory" if "out of memory" in str(error) else text[0][:100] if text else "error")
            if not probe.machine.cpu:
                torch.cuda.empty_cache()
    finally:
        progress.finish(table)


class Probe:
    def __init__(self, options):
        self.options = options
        self.quick = options.quick
        self.machine = Machine(options)
        self.timer = Timer(self.machine, options.quick)
        self.stack = f"torch/{torch.__version__}"
        # Chips without bf16 units are measured in fp16: one family, one peak.
        wide = self.machine.cpu or torch.cuda.get_device_capability(self.machine.device) >= (8, 0)
        self.half, self.half_name = (torch.bfloat16, "bf16") if wide else (torch.float16, "fp16")
        generator = torch.Generator().manual_seed(options.seed)
        self.seed = lambda n: int(torch.randint(0, max(1, n), (1,), generator=generator))
        try:
            import flash_attn
            self.flash = None if self.machine.cpu else flash_attn
        except ImportError:
            self.flash = None

    def random(self, *shape, dtype=None):
        return torch.randn(*shape, device=self.machine.device).to(dtype or self.half)

    def require(self, size):
        if size > 0.6 * self.machine.free_bytes():
            raise NotImplementedError("does not fit into the free memory")

    # Matrix products: weights cycle, so that what serving reads from memory is read from memory here.

    def gemm_cases(self):
        shapes = [(4096, 4096), (14336, 4096), (4096, 14336), (6144, 4096), (8192, 8192), (57344, 8192), (8192, 28672),
                  (10240, 8192), (1024, 8192), (1536, 2560), (12288, 3584), (2048, 512), (3584, 18944), (32000, 4096),
                  (1280, 8192), (7168, 2048)]
        rows = [1, 2, 4, 8, 16, 17, 32, 64, 65, 128, 192, 256, 384, 512, 768, 1024, 2048, 3072, 4096, 8192]
        types = ["bf16", "fp16"] if self.half_name == "bf16" else ["fp16"]
        if self.machine.hip or self.machine.sheet.get("peak_fp8_flops"):
            types.append("fp8")
        if self.quick:
            shapes, rows = shapes[:4] + shapes[8:11], [1, 16, 64, 128, 256, 1024, 4096]
        if self.machine.cpu:
            shapes, rows, types = [(64, 64), (128, 64), (96, 160)], [1, 4, 16, 64], ["bf16", "fp32"]
        cases = [(t, m, n, k) for t in types for n, k in shapes for m in rows]
        # Odd sizes besides: grids alone would hide how tiles and waves quantise.
        for t in types if not self.quick and not self.machine.cpu else []:
            cases += [(t, 1 + self.seed(4096), 128 * (1 + self.seed(120)), 128 * (1 + self.seed(64))) for _ in range(30)]
        return cases

    def gemm(self, table):
        each(self, "gemm", self.gemm_cases(), lambda case: self.gemm_row(table, *case), table)

    def gemm_row(self, table, dtype, m, n, k):
        self.require(2.0 * (WEIGHT_SETS * n * k + m * (k + n)))
        a = self.random(m, k, dtype={"fp16": torch.float16, "fp32": torch.float32}.get(dtype, self.half))
        weights = [self.random(n, k, dtype=a.dtype) for _ in range(WEIGHT_SETS)]
        if dtype == "fp8":
            calls = self.fp8_calls(a, weights)
        else:
            calls = [lambda w=w: F.linear(a, w) for w in weights]
        seconds, graph = self.timer.seconds(calls)
        table.add(dtype=dtype, stack=self.stack, mode="cuda_graph" if graph else "eager(+launch)", m=m, n=n, k=k,
                  measured_ms=number(1e3 * seconds))

    def fp8_calls(self, a, weights):
        """Products of 8-bit weights; bringing the activations to 8 bits is part of the time, as in the tables."""
        kind = getattr(torch, "float8_e4m3fnuz" if self.machine.hip and "gfx94" in self.arch() else "float8_e4m3fn", None)
        if kind is None or not hasattr(torch, "_scaled_mm"):
            raise NotImplementedError("this PyTorch has no 8-bit products")
        one = torch.ones((), device=self.machine.device)
        narrow = [w.to(kind) for w in weights]
        return [lambda w=w: torch._scaled_mm(a.to(kind), w.t(), scale_a=one, scale_b=one, out_dtype=a.dtype)
                for w in narrow]

    def arch(self):
        return getattr(torch.cuda.get_device_properties(self.machine.device), "gcnArchName", "")

    # Attention: the same cache again and again, as the tables were measured.

    def attention_stack(self):
        return f"flash_attn/{self.flash.__version__}" if self.flash else f"{self.stack}:sdpa"

    def attention_call(self, batch, tokens, length, heads, kv_heads, width):
        q = self.random(batch, heads, tokens, width)
        k = self.random(batch, kv_heads, length, width)
        v = self.random(batch, kv_heads, length, width)
        causal = tokens > 1
        if self.flash:
            q, k, v = (x.transpose(1, 2).contiguous() for x in (q, k, v))
            if causal:
                return lambda: self.flash.flash_attn_func(q, k, v, causal=True)
            return lambda: self.flash.flash_attn_with_kvcache(q, k, v, causal=True)
        attention = getattr(F, "scaled_dot_product_attention", None)
        if attention is None:
            if self.machine.cpu:
                return lambda: self.plain_attention(q, k, v)
            raise NotImplementedError("attention needs PyTorch 2.0")
        if heads == kv_heads:
            return lambda: attention(q, k, v, is_causal=causal)
        try:
            attention(q[:1, :, :1], k[:1, :, :1], v[:1, :, :1], enable_gqa=True)
        except TypeError:
            # Copies of the cache for every query head would measure something else.
            raise NotImplementedError("grouped queries need PyTorch 2.5 or flash_attn") from None
        return lambda: attention(q, k, v, is_causal=causal, enable_gqa=True)

    @staticmethod
    def plain_attention(q, k, v):
        groups = q.shape[1] // k.shape[1]
        scores = q.float() @ k.float().repeat_interleave(groups, 1).transpose(2, 3) / math.sqrt(q.shape[-1])
        return torch.softmax(scores, -1) @ v.float().repeat_interleave(groups, 1)

    def attention(self, table, kind, cases):
        def row(case):
            batch, tokens, length, heads, kv_heads, width = case
            self.require(2.0 * batch * width * (2 * length * kv_heads + 2 * tokens * heads))
            seconds, graph = self.timer.seconds([self.attention_call(*case)])
            if not graph:
                raise NotImplementedError("launches cannot be left out: no graph of this kernel")
            table.add(stack=self.attention_stack(), kv_dtype=self.half_name, batch=batch, new_tokens=tokens, kv_len=length,
                      heads=heads, kv_heads=kv_heads, head_dim=width, measured_ms=number(1e3 * seconds))
        each(self, kind, cases, row, table)

    def heads(self):
        full = [(32, 8, 128), (64, 8, 128), (32, 32, 128), (8, 1, 128), (28, 4, 128), (40, 40, 128), (32, 8, 64)]
        if self.machine.cpu:
            return [(4, 2, 16), (4, 4, 16)]
        return full[:3] if self.quick else full

    def attention_prefill(self, table):
        lengths = [128, 512, 1024, 2048, 4096, 8192, 16384]
        batches = [1, 2, 4, 8, 16]
        if self.quick:
            lengths, batches = [512, 2048, 8192], [1, 4]
        if self.machine.cpu:
            lengths, batches = [8, 16, 32], [1, 2]
        cases = [(b, s, s, *h) for h in self.heads() for b in batches for s in lengths if b * s <= 65536]
        self.attention(table, "attention-prefill", cases)

    def attention_decode(self, table):
        lengths = [64, 256, 1024, 2048, 4096, 8192, 16384, 65536]
        batches = [1, 2, 4, 8, 16, 32, 64, 128, 256]
        if self.quick:
            lengths, batches = [256, 2048, 16384], [1, 8, 64]
        if self.machine.cpu:
            lengths, batches = [16, 64, 128], [1, 2, 4]
        cases = [(b, 1, s, *h) for h in self.heads() for b in batches for s in lengths if b * s <= 2**20]
        self.attention(table, "attention-decode", cases)

    # Element-wise kernels: compiled into one where PyTorch can, as serving software does.

    def elementwise_operations(self):
        def norm(x, w):
            y = x.float()
            return (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + 1e-6)).to(x.dtype) * w

        def act(x):
            gate, up = x.chunk(2, -1)
            return F.silu(gate) * up

        def rope(x, cos, sin):
            left, right = x.chunk(2, -1)
            return x * cos + torch.cat((-right, left), -1) * sin

        def plus(x, y):
            return x + y
        return {"input_layernorm": norm, "mlp_act": act, "attn_rope": rope, "add": plus}

    def elementwise(self, table):
        tokens = [64, 256, 512, 1024, 2048, 4096, 8192, 16384]
        widths = [2048, 4096, 8192]
        if self.quick:
            tokens, widths = [256, 1024, 4096, 16384], [4096]
        if self.machine.cpu:
            tokens, widths = [64, 128, 256, 512, 1024, 2048], [64]
        operations = self.elementwise_operations()
        kernels = {op: self.compiled(function) for op, function in operations.items()}
        cases = [(op, t, d) for op in operations for d in widths for t in tokens]

        def row(case):
            op, t, d = case
            kernel, mode = kernels[op]
            arguments, moved = self.elementwise_arguments(op, t, d)
            self.require(2.0 * moved)
            try:
                seconds, graph = self.timer.seconds([lambda: kernel(*arguments)])
            except Exception as error:  # the compiler's errors have no common type
                if mode != "compiled" or isinstance(error, torch.cuda.OutOfMemoryError):
                    raise
                kernels[op] = kernel, mode = operations[op], "unfused"
                seconds, graph = self.timer.seconds([lambda: kernel(*arguments)])
            table.add(op=op, mode=mode if graph else mode + " eager(+launch)", bytes=int(moved),
                      measured_us=number(1e6 * seconds))
        each(self, "elementwise", cases, row, table)

    def compiled(self, function):
        if self.machine.cpu or not hasattr(torch, "compile"):
            return function, "unfused"
        return torch.compile(function, dynamic=True), "compiled"

    def elementwise_arguments(self, op, tokens, width):
        """Inputs, and bytes that a fused kernel reads and writes."""
        x = self.random(tokens, width)
        if op == "input_layernorm":
            return (x, self.random(width)), 4.0 * tokens * width
        if op == "mlp_act":
            return (self.random(tokens, 2 * width),), 6.0 * tokens * width
        if op == "attn_rope":
            head = min(128, width)
            return (x.view(tokens, -1, head), self.random(tokens, 1, head), self.random(tokens, 1, head)), \
                4.0 * tokens * width
        return (x, self.random(tokens, width)), 6.0 * tokens * width

    # Watts of single kernels, run long enough for the instrument to settle.

    def power(self, table):
        if not self.machine.cpu and self.machine.meter.watts() is None:
            fail("power: neither NVML, nvidia-smi nor rocm-smi gives watts; leave it out with --only, naming the others")
        gemms = [(m, n, k) for m in (1, 16, 128, 1024, 8192) for n, k in ((4096, 4096), (8192, 8192), (28672, 8192))]
        attentions = [(b, 1, s, 32, 8, 128) for b in (1, 16, 64) for s in (1024, 4096, 16384)]
        attentions += [(b, s, s, 32, 8, 128) for b in (1, 4) for s in (1024, 4096, 8192)]
        if self.quick:
            gemms, attentions = gemms[::2], attentions[::2]
        if self.machine.cpu:
            gemms, attentions = [(m, 64, 64) for m in (1, 2, 4, 8, 16, 32, 64)], []
        cases = [("gemm", *case) for case in gemms] + [("attention", *case) for case in attentions]
        each(self, "power", cases, lambda case: self.power_row(table, case[0], case[1:]), table)

    def power_row(self, table, kind, shape):
        if kind == "gemm":
            m, n, k = shape
            self.require(2.0 * (WEIGHT_SETS * n * k + m * (k + n)))
            a = self.random(m, k)
            calls = [lambda w=w: F.linear(a, w) for w in [self.random(n, k) for _ in range(WEIGHT_SETS)]]
            kernel, batch, dims = "gemm " + self.half_name, "", f"m={m};n={n};k={k}"
        else:
            batch, tokens, length, heads, kv_heads, width = shape
            self.require(2.0 * batch * width * (2 * length * kv_heads + 2 * tokens * heads))
            calls = [self.attention_call(*shape)]
            kernel = "prefill attention" if tokens > 1 else "decode attention"
            dims = f"new={tokens};kv={length};heads={heads};kv_heads={kv_heads};hd={width}"
        seconds, watts = self.settled(calls)
        invented = {"source": self.machine.source() + ";invented watts"} if self.machine.cpu else {}
        table.add(n_gpus=1, kernel=kernel, batch=batch, dims=dims, time_ms=number(1e3 * seconds),
                  watts_per_gpu=number(watts), **invented)

    def settled(self, calls):
        """Seconds of one call and median watts in the later part of a run of some seconds. What is timed here is
        what runs while the watts are read, launches included."""
        duration = 0.05 if self.machine.cpu else 1.5 if self.quick else 2.5

        def rounds(count):
            """Starts work without waiting for it."""
            for _ in range(count):
                for call in calls:
                    call()
        rounds(1)
        self.machine.synchronize()
        start = time.perf_counter()
        rounds(1)
        self.machine.synchronize()
        batch = max(1, int(0.05 / max(time.perf_counter() - start, 1e-6)))
        start, done, samples = time.perf_counter(), 0, []
        while time.perf_counter() - start < duration:
            rounds(batch)
            done += batch
            watts = 50.0 if self.machine.cpu else self.machine.meter.watts()  # while the work runs
            if watts and time.perf_counter() - start > 0.4 * duration:
                samples.append(watts)
            self.machine.synchronize()
        seconds = (time.perf_counter() - start) / (done * len(calls))
        if not samples:
            raise NotImplementedError("no watts were read in time")
        return seconds, statistics.median(samples)

    # Collectives: one process per GPU.

    def collectives(self, table):
        if self.machine.cpu:
            for op in ("all_reduce", "all_gather"):
                for size in (2**power for power in range(10, 18)):
                    table.add(stack="self-test", op=op, n_gpus=2, bytes=size, measured_ms=number(0.01 + size * 1e-8),
                              source=self.machine.source() + ";invented")
            print(f"collectives: {table.rows} invented rows in {table.path}", file=sys.stderr)
            return
        count = torch.cuda.device_count()
        if count < 2:
            print("collectives: left out, there is one GPU", file=sys.stderr)
            return
        groups = [n for n in (2, 4, 8, 16) if n <= count]
        sizes = [2**power for power in range(9, 29, 3 if self.quick else 1)]
        version = torch.cuda.nccl.version()
        stack = f"{'rccl' if self.machine.hip else 'nccl'}/{'.'.join(str(part) for part in version)}"
        progress = Progress("collectives", len(groups))
        try:
            for gpus in groups:
                progress.step(f"{gpus} GPUs")
                for op, size, seconds in run_collectives(gpus, sizes):
                    table.add(stack=stack, op=op, n_gpus=gpus, bytes=size, measured_ms=number(1e3 * seconds))
        finally:
            progress.finish(table)

    def run(self, kinds, folder):
        methods = {"attention-prefill": self.attention_prefill, "attention-decode": self.attention_decode}
        written = []
        for kind in kinds:
            table = Table(folder, kind, self.machine)
            try:
                methods.get(kind, getattr(self, kind, None))(table)
            finally:
                table.file.close()
                if table.rows:
                    written.append((kind, table.path))
                else:
                    os.remove(table.path)
        return written


def collective_worker(rank, gpus, sizes, port, answers):
    import torch.distributed as dist
    torch.cuda.set_device(rank)
    dist.init_process_group("nccl", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=gpus)
    device = torch.device("cuda", rank)

    def calls(size):
        """Operations on a message of `size` bytes: the whole of it is on every GPU before or after."""
        whole = torch.zeros(max(gpus, size // 2) // gpus * gpus, dtype=torch.bfloat16, device=device)
        part = torch.zeros(whole.numel() // gpus, dtype=torch.bfloat16, device=device)
        other = torch.empty_like(whole)
        yield "all_reduce", lambda: dist.all_reduce(whole)
        yield "all_gather", lambda: dist.all_gather_into_tensor(whole, part)
        yield "reduce_scatter", lambda: dist.reduce_scatter_tensor(part, whole)
        yield "alltoall", lambda: dist.all_to_all_single(other, whole)
        if gpus == 2:
            yield "send_recv", lambda: dist.send(whole, 1) if rank == 0 else dist.recv(whole, 0)

    for size in sizes:
        for op, call in calls(size):
            for _ in range(5):
                call()
            samples = []
            for _ in range(REPEATS):
                torch.cuda.synchronize()
                dist.barrier()
                start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
                rounds = 50 if size < 2**22 else 5
                start.record()
                for _ in range(rounds):
                    call()
                end.record()
                end.synchronize()
                samples.append(start.elapsed_time(end) * 1e-3 / rounds)
            slowest = torch.tensor(statistics.median(samples), dtype=torch.float64, device=device)
            dist.all_reduce(slowest, dist.ReduceOp.MAX)
            if rank == 0:
                answers.put((op, size, float(slowest)))
    dist.destroy_process_group()


def run_collectives(gpus, sizes):
    """Rows as they come, so that an interruption keeps them."""
    import queue
    import socket
    import torch.multiprocessing as mp
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answers = mp.get_context("spawn").Queue()
    context = mp.spawn(collective_worker, args=(gpus, sizes, port, answers), nprocs=gpus, join=False)
    try:
        finished = False
        while not finished:
            try:
                finished = context.join(timeout=0.2)
            except Exception as error:
                print(f"collectives: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
                finished = True
            while True:
                try:
                    yield answers.get(timeout=0.1)
                except queue.Empty:
                    break
    finally:
        for process in context.processes:
            if process.is_alive():
                process.terminate()


# --- command line ----------------------------------------------------------------------------------------------------

def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog="See README.md beside this file.")
    parser.add_argument("--out", default="gpu-tables", metavar="DIR", help="folder of the tables (%(default)s)")
    parser.add_argument("--only", action="append", choices=CLASSES, metavar="CLASS",
                        help=f"only this class, may be repeated: {', '.join(CLASSES)}")
    parser.add_argument("--quick", action="store_true", help="fewer shapes and repeats: about a minute instead of ten")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda",
                        help="cuda is ROCm too; cpu tests the layouts and measures no GPU")
    parser.add_argument("--index", type=int, default=0, metavar="N", help="which GPU (%(default)s)")
    parser.add_argument("--name", help="what to call the GPU in the tables, instead of the driver's name for it")
    parser.add_argument("--seed", type=int, default=1, help="of the odd shapes")
    texts = {"sms": "streaming multiprocessors or compute units", "peak_dense_bf16_flops": "data sheet, FLOP/s, dense",
             "mem_bw_B_per_s": "data sheet, bytes/s", "l2_bytes": "last-level cache", "peak_fp32_flops": "FLOP/s", "peak_fp8_flops": "FLOP/s, dense",
             "memory_bytes": "capacity", "board_watts": "power limit", "idle_watts": "watts of the idle board",
             "link_B_per_s": "to the other GPUs, per direction"}
    for key in SHEET:
        parser.add_argument("--" + key.replace("_", "-").lower(), dest=key, type=float, metavar="X",
                            help=texts[key] + "; queried where the driver knows it")
    return parser.parse_args()


def check(options):
    if torch is None:
        fail("PyTorch is not installed here: https://pytorch.org/get-started/locally tells how. It is needed for "
             "measuring only; Ralmscope itself does without.")
    if options.device == "cpu":
        return
    if not torch.cuda.is_available():
        fail(f"PyTorch {torch.__version__} sees no GPU. Check the driver (nvidia-smi or rocm-smi) and that this PyTorch "
             "is built for CUDA or ROCm; --device cpu tests the layouts of the tables without one.")
    if not 0 <= options.index < torch.cuda.device_count():
        fail(f"--index {options.index}: allowed 0 .. {torch.cuda.device_count() - 1}")


def describe(machine):
    print(f"{machine.name}", file=sys.stderr)
    for key in SHEET:
        if machine.sheet.get(key):
            print(f"  {key:24} {machine.sheet[key]:.5g}", file=sys.stderr)
    missing = machine.missing()
    if missing:
        fail("the driver does not say, and these options must: "
             + " ".join("--" + key.replace("_", "-").lower() for key in missing) + " (data sheet, SI units)")
    if not machine.cpu:
        print("  peaks are the chip's rates at its highest clock where no option gives the data sheet's", file=sys.stderr)


def main():
    options = arguments()
    check(options)
    os.makedirs(options.out, exist_ok=True)
    probe = Probe(options)
    describe(probe.machine)
    throttled = probe.machine.nvml.throttling()
    if throttled:
        print(f"warning: the clock is held down before anything runs: {', '.join(throttled)}", file=sys.stderr)
    kinds = [kind for kind in CLASSES if not options.only or kind in options.only]
    with torch.no_grad():
        try:
            written = probe.run(kinds, options.out)
        except KeyboardInterrupt:
            print(f"\ninterrupted: what was measured so far is in {options.out}", file=sys.stderr)
            return 130
    print("next, for each table:", file=sys.stderr)
    for kind, path in written:
        print(f"  ralmscope-cli calibrate --kind gpu-{kind} --data {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
