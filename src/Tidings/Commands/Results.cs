using System.CommandLine;
using Tidings.Cli.Output;
using Tidings.Storage;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Commands;

/// <summary>What reading commands have in common at their end.</summary>
static class Results
{
    /// <summary>Writes rows in the wanted format.</summary>
    public static void Write<T>(
        AppHost host, ParseResult arguments, string title, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        var format = CommonOptions.FormatOf(host, arguments);
        if (format != OutputFormat.Table)
            RowWriter.Write(host.Out, format, columns, rows);
        else if (rows.Count > 0)
            TableWriter.Write(host, title, columns, rows);
    }

    /// <summary>Says why nothing came, and which hours there are.</summary>
    public static void SayEmpty(AppHost host, IStore store, string what)
    {
        var hours = HourQueries.Range(store.Connection);
        host.Error.WriteLine(hours is { } range
            ? $"{what} in this window. The store holds the hours from {range.First} to {range.Last}."
            : $"{what}: the store holds no hours yet. Fill it with 'tidings replay FILE --store {store.Url}'.");
    }
}
