namespace Tidings.Cli.Configuration;

/// <summary>What a configured value looks like.</summary>
enum SettingNodeKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}
