echo x >>lib/modules/6.1.0-1/extra/foo.ko
