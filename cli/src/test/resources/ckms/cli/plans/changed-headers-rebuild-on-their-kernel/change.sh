echo "0x1 printk vmlinux EXPORT_SYMBOL" >lib/modules/6.6.0-1/build/Module.symvers
