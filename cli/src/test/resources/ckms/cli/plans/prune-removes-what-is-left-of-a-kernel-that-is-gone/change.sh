rm -r lib/modules/6.1.0-1
