"""What DiffSeg's networks do, as diffusers does it on a GPU in float16: VAE encoder, one UNet pass, the head
means of all self-attention maps, averaged for each resolution. One JSON line for each size.

    python diffusers_gpu.py FOLDER SIZES RUNS
"""
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL, UNet2DConditionModel

folder, sizes, runs = sys.argv[1], [int(size) for size in sys.argv[2].split(",")], int(sys.argv[3])
maps = {}


class HeadMeans:
    """Attention whose maps are kept as the mean of their heads, where queries and keys are the same tokens."""

    def __call__(self, attn, hidden_states, encoder_hidden_states=None, **others):
        context = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        batch, tokens, _ = hidden_states.shape

        def heads(x):
            return x.unflatten(-1, (attn.heads, -1)).transpose(1, 2)

        query, key, value = heads(attn.to_q(hidden_states)), heads(attn.to_k(context)), heads(attn.to_v(context))
        if encoder_hidden_states is None:
            probabilities = (query @ key.transpose(-1, -2) * attn.scale).softmax(-1, dtype=torch.float32)
            maps.setdefault(tokens, []).append(probabilities.mean(1))
            mixed = probabilities.to(value.dtype) @ value
        else:
            mixed = F.scaled_dot_product_attention(query, key, value)
        return attn.to_out[0](mixed.transpose(1, 2).reshape(batch, tokens, -1))


def timed(work):
    torch.cuda.synchronize()
    begin = time.perf_counter()
    work()
    torch.cuda.synchronize()
    return time.perf_counter() - begin


begin = time.perf_counter()
unet = UNet2DConditionModel.from_pretrained(folder, subfolder="unet", variant="fp16", torch_dtype=torch.float16)
vae = AutoencoderKL.from_pretrained(folder, subfolder="vae", variant="fp16", torch_dtype=torch.float16)
unet, vae = unet.to("cuda").eval(), vae.to("cuda").eval()
torch.cuda.synchronize()
opening = time.perf_counter() - begin
prompt = torch.randn(1, 77, 768, device="cuda", dtype=torch.float16)


@torch.inference_mode()
def networks(image):
    latent = vae.encode(image).latent_dist.mean * 0.18215
    unet(latent, 300, encoder_hidden_states=prompt)
    means = {tokens: torch.stack(layers).mean(0) for tokens, layers in maps.items()}
    maps.clear()
    return means


unet.set_attn_processor(HeadMeans())
for size in sizes:
    image = torch.rand(1, 3, size, size, device="cuda", dtype=torch.float16) * 2 - 1
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    seconds = [timed(lambda: networks(image)) for _ in range(runs + 1)]
    free, total = torch.cuda.mem_get_info()
    result = {
        "size": size,
        "opening_s": opening,
        "first_s": seconds[0],
        "median_s": statistics.median(seconds[1:]),
        "min_s": min(seconds[1:]),
        "max_s": max(seconds[1:]),
        "card_in_use_mb": (total - free) >> 20,
    }
    print(json.dumps(result), flush=True)
