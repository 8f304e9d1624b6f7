rm -r lib/modules/6.6.0-1/build
touch lib/modules/6.6.0-1/modules.order
