namespace Tidings.Cli.Configuration;

/// <summary>Where an effective value comes from.</summary>
/// <param name="Kind">The layer.</param>
/// <param name="Place">The file and line, or the variable; empty for defaults and options.</param>
readonly record struct ValueOrigin(OriginKind Kind, string Place)
{
    /// <summary>For the source column of <c>config show</c>.</summary>
    public override string ToString() => Kind switch
    {
        OriginKind.Default => "default",
        OriginKind.Option => "command line",
        _ => Place,
    };
}
