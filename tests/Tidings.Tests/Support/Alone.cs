namespace Tidings.Tests.Support;

/// <summary>Tests that measure time run after the others, one by one: child processes beside them would be measured too.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
