// The pages are only looked at, each in a context of the browser of its own.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
