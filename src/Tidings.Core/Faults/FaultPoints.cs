namespace Tidings.Faults;

/// <summary>
/// Named places at which a crash test may strike. In ordinary use nobody listens and reaching one costs a comparison.
/// </summary>
public static class FaultPoints
{
    /// <summary>Told of each point that is reached, with what is at hand there; may throw or end the process.</summary>
    public static Action<string, object?>? Reached { get; set; }

    /// <summary>Marks a place.</summary>
    public static void Reach(string point, object? subject = null) => Reached?.Invoke(point, subject);
}
