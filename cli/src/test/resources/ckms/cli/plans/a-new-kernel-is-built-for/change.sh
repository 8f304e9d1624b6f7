mkdir -p lib/modules/6.13.0-1
cp -r lib/modules/6.1.0-1/build lib/modules/6.13.0-1/build
