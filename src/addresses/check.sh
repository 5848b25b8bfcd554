#!/bin/sh
# Asks for each address of docs/addresses.md, and for each file that DiffSeg may download, without
# loading it. Prints the day and a line for each: HTTP status (000: not reached), address.
# Run in the project's root; needs curl.
date +%Y-%m-%d
lists=src/main/resources/io/github/diffseg/engine/install
{
    sed -n 's/^| \(https:[^ ]*\) | .* | \([-0-9]*, 200\|not asked\) |$/\1/p' docs/addresses.md
    sed -n 's|^[a-z][^#=]* = \([^ ]*\) .*|https://repo1.maven.org/maven2/\1|p' "$lists/native-jars.properties"
    sed -n 's|^[0-9]* = \([^ ]*\) .*|https://files.pythonhosted.org/packages/\1|p' "$lists/cuda-wheels.properties"
} | while read -r address; do
    echo "$(curl -s -I -L -m 20 -o /dev/null -w '%{http_code}' "$address") $address"
done
