// DiffSeg: segments a folder of images by the batch command, which goes on where an earlier run
// was stopped, names what fails and why, and keeps a manifest.
//
// Needs: the plugin "DiffSeg Batch..." (Plugins > DiffSeg).
// It asks for the two folders, or takes them as its argument: "INPUT,OUTPUT".
// Works with windows and headless.
//
// Every parameter is passed, so that the macro means the same on every machine.
// 0, "auto" or "recommended" is as the model recommends.

if (getArgument() == "") {
  input = getDirectory("Folder of images");
  output = getDirectory("Folder for the results");
} else {
  folders = split(getArgument(), ",");
  if (folders.length != 2)
    exit("The argument is \"" + getArgument() + "\"; it must be \"INPUT,OUTPUT\".");
  input = folders[0];
  output = folders[1];
}

run("DiffSeg Batch...",
    "input=[" + input + "]" +
    " pattern=[*.{tif,tiff,png,jpg,jpeg,gif,bmp,pgm,ppm,pbm,dcm,fits}]" +
    " recursive=false" +
    " output=[" + output + "]" +
    " write_labels=true" +
    " write_class_images=false" +
    " write_rois=true" +
    " write_table=true" +
    " write_overlay=true" +
    " write_geojson=false" +
    " write_coco=false" +
    " write_yolo=false" +
    " model=[embedded]" +
    " threshold=auto" +
    " anchors_per_axis=0" +
    " iterations=0" +
    " timestep=0" +
    " noise=false" +
    " method=merging" +
    " working_size=0" +
    " detail=whole" +
    " centre_crop=false" +
    " slices=current" +
    " frames=current" +
    " channels=displayed" +
    " link=none" +
    " link_gap=0" +
    " classifier=[]" +
    " skip_failing_planes=false" +
    " names=[]" +
    " classes=0" +
    " vocabulary=[]" +
    " aggregation=[recommended]" +
    " refine=false" +
    " pamr=false" +
    " minimum_area=0" +
    " split=none" +
    " granularity=0" +
    " crisp_borders=false" +
    " device=[auto]" +
    " precision=[automatic]");
