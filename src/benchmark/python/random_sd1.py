"""Writes a Stable Diffusion 1.x model folder (diffusers layout, float16) with random weights: the real
cost without the real weights. Needs torch and diffusers; on a GPU if there is one.

    python random_sd1.py FOLDER
"""
import json
import os
import sys

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import save_file

folder = sys.argv[1]
torch.manual_seed(0)
torch.set_default_dtype(torch.float16)
with torch.device("cuda" if torch.cuda.is_available() else "cpu"):
    UNet2DConditionModel(sample_size=64, cross_attention_dim=768).save_pretrained(f"{folder}/unet", variant="fp16")
    AutoencoderKL(
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        latent_channels=4,
        sample_size=512,
        scaling_factor=0.18215,
        force_upcast=False,  # as the files of Stable Diffusion 1.x, whose VAE computes in float16
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    ).save_pretrained(f"{folder}/vae", variant="fp16")
save_file({"empty_prompt": torch.randn(77, 768, dtype=torch.float32)}, f"{folder}/empty_prompt.safetensors")
with open(os.path.join(folder, "model_index.json"), "w") as index:
    parts = {"unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
    json.dump({"_class_name": "StableDiffusionPipeline", **parts}, index)
