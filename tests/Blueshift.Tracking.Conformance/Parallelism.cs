// One instance of one endpoint, which may be somebody's real one.
[assembly: DoNotParallelize]
