/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.command;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import java.lang.reflect.Field;
import org.scijava.plugin.Parameter;
import org.scijava.util.ClassUtils;

/**
 * The settings among a command's parameters: fields that are called as {@link Setting#key} says.
 */
final class SettingFields {

    private SettingFields() {}

    /**
     * {@return its values; all else is left to the model}
     *
     * @param command with some of the settings as parameters
     * @throws io.github.diffseg.failure.UserException if a value is out of its range
     */
    static SettingsRequest of(Object command) {
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED;
        Object splitComponents = null;
        for (Field field : ClassUtils.getAnnotatedFields(command.getClass(), Parameter.class)) {
            Setting setting = Setting.of(field.getName()).orElse(null);
            if (setting != null) {
                request = request.with(setting, ClassUtils.getValue(field, command));
            } else if (SettingsRequest.isFormer(field.getName())) {
                splitComponents = ClassUtils.getValue(field, command);
            }
        }
        return splitComponents == null ? request : request.withSplitComponents(splitComponents);
    }
}
