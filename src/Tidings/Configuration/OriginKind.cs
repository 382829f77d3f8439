namespace Tidings.Cli.Configuration;

/// <summary>Which layer a value comes from; a later one wins.</summary>
enum OriginKind
{
    Default,
    File,
    Alias,
    Environment,
    Option,
}
