using Spectre.Console;

namespace Tidings.Cli.Output;

/// <summary>Draws rows for people.</summary>
static class TableWriter
{
    public static void Write<T>(AppHost host, string title, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        using var text = new StreamWriter(host.Out, leaveOpen: true);
        var console = ConsoleOn(host, text);
        var shown = columns.Where(column => column.Shown is not null).ToList();
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        foreach (var column in shown)
            table.AddColumn(new TableColumn(Markup.Escape(column.Heading ?? column.Name))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = column.IsNumber,
            });
        foreach (var row in rows)
            table.AddRow([.. shown.Select(column => new Text(column.Shown!(row)))]);
        console.Write(table);
    }

    public static IAnsiConsole ConsoleOn(AppHost host, TextWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = host.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
