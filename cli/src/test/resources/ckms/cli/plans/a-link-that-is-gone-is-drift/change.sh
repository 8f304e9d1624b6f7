rm var/lib/ckms/foo/kernel-6.1.0-1-x86_64
