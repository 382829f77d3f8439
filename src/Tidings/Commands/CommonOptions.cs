using System.CommandLine;
using System.Globalization;
using Tidings.Cli.Output;
using Tidings.Configuration;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary>Options that several commands share.</summary>
static class CommonOptions
{
    public static readonly Option<string?> Store = new("--store")
    {
        Description = "The store, sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE. "
            + "Default: 'store' of the configuration, sqlite:tidings.db.",
        HelpName = "URL",
    };

    public static readonly Option<string?> Queue = new("--queue")
    {
        Description = "The queue, sqlite:FILE. Default: 'queue' of the configuration, sqlite:tidings-queue.db.",
        HelpName = "URL",
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The settings file. Default: tidings.json of this folder, where there is one.",
        HelpName = "FILE",
    };

    public static readonly Option<string?> Format = Choice(
        "--format", "table on a terminal, json elsewhere", "table", "json", "csv");

    public static readonly Option<string?> From = new("--from")
    {
        Description = "The first hour, for example 2026-05-01 or 2026-05-01T13:00Z. Times without a zone are UTC.",
        HelpName = "T",
    };

    public static readonly Option<string?> To = new("--to")
    {
        Description = "The first hour that is out.",
        HelpName = "T",
    };

    public static readonly Option<string?> Last = new("--last")
    {
        Description = "Back from now, for example 24h or 7d; instead of --from and --to.",
        HelpName = "24h",
    };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{string.Join('|', words)}. Default: {description}.",
            HelpName = string.Join('|', words),
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Gives a command that reads the store its options.</summary>
    public static Command Reading(this Command command, bool hasWindow = true)
    {
        command.Add(Store);
        command.Add(Config);
        command.Add(Format);
        if (hasWindow)
        {
            command.Add(From);
            command.Add(To);
            command.Add(Last);
        }
        return command;
    }

    public static OutputFormat FormatOf(AppHost host, ParseResult arguments) => arguments.GetValue(Format) switch
    {
        "table" => OutputFormat.Table,
        "csv" => OutputFormat.Csv,
        "json" => OutputFormat.Json,
        _ => host.IsTerminal ? OutputFormat.Table : OutputFormat.Json,
    };

    /// <summary>The window that the options name.</summary>
    /// <exception cref="UsageException">A time or duration cannot be read, or the options contradict each
    /// other.</exception>
    public static Window WindowOf(AppHost host, ParseResult arguments)
    {
        var (from, to, last) = (arguments.GetValue(From), arguments.GetValue(To), arguments.GetValue(Last));
        if (last is null)
        {
            var window = new Window(TimeOf("--from", from), TimeOf("--to", to));
            return window.From >= window.To ? throw new UsageException("--from must lie before --to.") : window;
        }
        if (from is not null || to is not null)
            throw new UsageException("--last stands instead of --from and --to: give one or the other.");
        if (!DurationText.TryParse(last, out var duration) || duration <= TimeSpan.Zero)
            throw new UsageException($"--last: '{last}' is no duration. Write for example 24h or 7d.");
        return new((host.Clock.GetUtcNow() - duration).ToUnixTimeMilliseconds(), null);
    }

    /// <summary>The instant that an option names, unix milliseconds; null where it is not given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static long? TimeOf(string option, string? text)
    {
        if (text is null)
            return null;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new UsageException($"{option}: '{text}' is no time. Write for example 2026-05-01T13:00Z.");
    }
}
