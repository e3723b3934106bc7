// Each endpoint under test has a process-wide SQLite pool and real sockets.
[assembly: DoNotParallelize]
