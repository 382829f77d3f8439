namespace Tidings.Cli.Configuration;

static class ConfigurationExample
{
    public const string Text = "{}";
}
