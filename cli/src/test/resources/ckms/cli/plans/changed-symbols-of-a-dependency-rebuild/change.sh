echo "0x1 foo_lock foo EXPORT_SYMBOL" >var/lib/ckms/foo/1.0/6.1.0-1/x86_64/Module.symvers
