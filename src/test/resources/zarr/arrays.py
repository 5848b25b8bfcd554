import numpy as np, zarr, os, shutil, sys, json, numcodecs
R=sys.argv[1]+'/'  # a new folder
os.makedirs(R)
def val(shape, dt):
    # value of [.., c, y, x]
    a=np.indices(shape)
    y,x=a[-2],a[-1]; c=a[-3] if len(shape)>2 else 0
    v=(x*3+y*7+c*50+(x*y)//5)%251
    if np.dtype(dt).kind=='f': v=v/4-10
    elif np.dtype(dt).itemsize>1 and np.dtype(dt).kind=='u': v=v*200
    elif np.dtype(dt).kind=='i': v=v-100
    return v.astype(dt)
from numcodecs import Blosc, GZip, Zlib, Zstd, LZ4
cases={}
for cn in ['lz4','lz4hc','zstd','zlib','blosclz']:
    for sh in [0,1,2]:
        for dt in ['<u1','<u2','<f4']:
            if dt!='<u2' and cn not in('lz4','blosclz'): continue
            cases[f'blosc-{cn}-{sh}-{dt[1:]}']=(dt,Blosc(cname=cn,clevel=5,shuffle=sh))
cases.update({'gzip':('>u2',GZip(1)),'zlib':('<i2',Zlib(1)),'zstd':('<u4',Zstd(1)),'lz4':('<u2',LZ4()),'raw':('<f8',None),'i1':('|i1',None)})
for name,(dt,comp) in cases.items():
    z=zarr.create_array(R+'v2/'+name, shape=(70,83), chunks=(32,41), dtype=dt, compressors=comp, zarr_format=2, fill_value=0, overwrite=True)
    z[:]=val((70,83),dt)
# Fortran order, missing chunk
z=zarr.create_array(R+'v2/fortran', shape=(70,83), chunks=(32,41), dtype='<u2', order='F', compressors=Zlib(1), zarr_format=2, fill_value=0)
z[:]=val((70,83),'<u2')
z=zarr.create_array(R+'v2/missing', shape=(70,83), chunks=(32,41), dtype='<u2', compressors=Zlib(1), zarr_format=2, fill_value=7)
z[0:32,0:41]=val((70,83),'<u2')[0:32,0:41]
# v3
z=zarr.create_array(R+'v3/zstd', shape=(3,70,83), chunks=(1,32,41), dtype='uint16'); z[:]=val((3,70,83),'<u2')
z=zarr.create_array(R+'v3/sharded', shape=(3,70,83), chunks=(1,16,16), shards=(1,64,48), dtype='uint16', compressors=zarr.codecs.BloscCodec(cname='lz4')); z[:]=val((3,70,83),'<u2')
z=zarr.create_array(R+'v3/gzip', shape=(70,83), chunks=(32,41), dtype='float32', compressors=zarr.codecs.GzipCodec()); z[:]=val((70,83),'<f4')
print(os.popen('du -sh '+R+'; find '+R+' -type f | wc -l').read())
