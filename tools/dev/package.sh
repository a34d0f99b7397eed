# shellcheck shell=bash
# ./dev package: a Debian package of the app and its command. By dpkg-deb itself: everything in it is laid out below.
# shellcheck disable=SC2154  # root, features and what builds come from ./dev

# package [--debug] [--try]
package() {
  local profile=release trying='' argument
  for argument in "$@"; do
    case $argument in
      --debug) profile=debug ;;
      --try) trying=yes ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
  done
  set_up run package
  build_ui
  local packing=(-Zxz)
  if [[ $profile == debug ]]; then
    build_app
    packing=(-Zgzip -z1)
  else
    # Both at once: what they share is compiled once.
    build_product release
  fi

  local stage="$root/target/package/root" built="$CARGO_TARGET_DIR/$profile" version architecture
  export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
  rm -rf "$root/target/package"
  version=$("$built/needledrop" --version | cut -d ' ' -f 2)
  architecture=$(dpkg --print-architecture)
  install -Dm755 -t "$stage/usr/bin" "$built/needledrop-app" "$built/needledrop"
  if [[ $profile == debug ]]; then strip "$stage"/usr/bin/*; fi
  stage_papers "$stage" "$built/needledrop" "$version"
  stage_desktop "$stage" "$version"
  stage_control "$stage" "$version" "$architecture"

  local file="$root/target/package/needledrop_${version}_$architecture.deb"
  dpkg-deb --root-owner-group "${packing[@]}" --build "$stage" "$file" >/dev/null
  echo "The package is $file"
  echo "$(du -BM --apparent-size "$file" | cut -f 1) to download, $(du -sBM --apparent-size "$stage/usr" | cut -f 1) installed"
  if [[ -n $trying ]]; then tools/dev/try-package "$file"; fi
}

# filled FILE VERSION: FILE with the version and the day of the commit.
filled() {
  sed "s/@VERSION@/$2/; s/@DATE@/$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)/" "$1"
}

# stage_papers STAGE COMMAND VERSION: manual, completions, changes and terms.
stage_papers() {
  local share="$1/usr/share" command=$2
  install -d "$share"/{man/man1,doc/needledrop,bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d}
  "$command" man "$share/man/man1" >/dev/null
  filled src-tauri/linux/needledrop-app.1 "$3" >"$share/man/man1/needledrop-app.1"
  gzip -9n "$share"/man/man1/*
  "$command" completions bash >"$share/bash-completion/completions/needledrop"
  "$command" completions zsh >"$share/zsh/vendor-completions/_needledrop"
  "$command" completions fish >"$share/fish/vendor_completions.d/needledrop.fish"
  gzip -9nc CHANGELOG.md >"$share/doc/needledrop/changelog.gz"
  python3 -B tools/notices >"$share/doc/needledrop/copyright"
}

# stage_desktop STAGE VERSION: how the desktop knows the app and its shows.
stage_desktop() {
  local share="$1/usr/share" icons="$1/usr/share/icons/hicolor" icon size
  install -Dm644 src-tauri/linux/needledrop.desktop -t "$share/applications"
  install -Dm644 src-tauri/linux/mime.xml "$share/mime/packages/needledrop.xml"
  install -d "$share/metainfo"
  filled src-tauri/linux/metainfo.xml "$2" >"$share/metainfo/app.needledrop.desktop.metainfo.xml"
  for icon in src-tauri/icons/*x*.png; do
    size=$(basename "$icon" .png)
    install -Dm644 "$icon" "$icons/$size/apps/needledrop.png"
    install -Dm644 "$icon" "$icons/$size/mimetypes/application-x-needledrop.png"
  done
  install -Dm644 assets/icon.svg "$icons/scalable/apps/needledrop.svg"
  install -Dm644 assets/icon.svg "$icons/scalable/mimetypes/application-x-needledrop.svg"
}

# stage_control STAGE VERSION ARCHITECTURE: what the package manager is told.
stage_control() {
  install -d "$1/DEBIAN"
  sed "s/@VERSION@/$2/; s/@ARCHITECTURE@/$3/; s/@SIZE@/$(du -sk --apparent-size "$1/usr" | cut -f 1)/; \
    s/@LIBRARIES@/$(libraries_of "$1"/usr/bin/*)/" src-tauri/linux/control >"$1/DEBIAN/control"
  (cd "$1" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$1/DEBIAN/md5sums"
  chmod -R u=rwX,go=rX "$1"
}

# libraries_of PROGRAM…: the packages that hold the libraries they are linked with, and the least versions that will do.
libraries_of() {
  local folder
  folder=$(mktemp -d)
  mkdir "$folder/debian"
  printf 'Source: needledrop\n\nPackage: needledrop\nArchitecture: any\n' >"$folder/debian/control"
  (cd "$folder" && dpkg-shlibdeps -O "${@/#/-e}" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
  rm -rf "$folder"
}
