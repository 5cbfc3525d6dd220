#!/bin/sh
# アプリの一覧に「みちしるべ」を載せます。外すには: sh add-to-menu.sh remove
set -eu
folder=$(cd "$(dirname "$0")" && pwd -P)
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
entry=$menu/michishirube.desktop

if [ "${1:-}" = remove ]; then
    rm -f "$entry"
    echo "アプリの一覧から外しました。"
    exit 0
fi

# What stands in a desktop entry: \ is written \\; within the quotation marks of Exec, \ " ` $ get
# another \ before them (itself written \\), and % is doubled.
plain() { printf '%s' "$1" | sed 's/\\/\\\\/g'; }
quoted() { printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'; }
# For the right side of sed's s|…|…|
literal() { printf '%s' "$1" | sed 's/[\\&|]/\\&/g'; }

mkdir -p "$menu"
sed -e "s|@EXEC@|\"$(literal "$(quoted "$folder/michishirube")")\"|" \
    -e "s|@ICON@|$(literal "$(plain "$folder/docs/michishirube.png")")|" \
    "$folder/docs/michishirube.desktop" > "$entry"
echo "アプリの一覧に載せました。"
