mkdir -p var/lib/ckms/.ckms/needs-finalize
echo x >var/lib/ckms/.ckms/needs-finalize/6.1.0-1-x86_64.depmod
