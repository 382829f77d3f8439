using Spectre.Console;
using Tidings.Storage.Queries;

namespace Tidings.Cli.Output;

/// <summary>Topics side by side for people: one line an hour, a column a topic.</summary>
static class MoodTable
{
    public static void Write(AppHost host, IReadOnlyList<string> topics, IReadOnlyList<TopicHour> rows)
    {
        if (rows.Count == 0)
            return;
        using var text = new StreamWriter(host.Out, leaveOpen: true);
        var console = TableWriter.ConsoleOn(host, text);
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Title = new TableTitle("Mood by hour (mean compound, scored posts)"),
        };
        table.AddColumn(new TableColumn("Hour (UTC)") { NoWrap = true });
        foreach (var topic in topics)
            table.AddColumn(new TableColumn(Markup.Escape(topic)) { Alignment = Justify.Right, NoWrap = true });
        table.AddColumn(new TableColumn("Coverage") { Alignment = Justify.Right, NoWrap = true });
        foreach (var hour in rows.GroupBy(row => row.Hour))
        {
            var cells = new List<Markup>
            {
                new(HourUtc.OfUnixMilliseconds(hour.Key).Start.ToString(
                    "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)),
            };
            cells.AddRange(topics.Select(topic => Cell(hour.FirstOrDefault(row => row.Topic == topic))));
            cells.Add(new(Numbers.Percent(hour.First().Coverage)));
            table.AddRow(cells);
        }
        console.Write(table);
    }

    static Markup Cell(TopicHour? row)
    {
        if (row is null)
            return new("-");
        var colour = row.Mean switch { >= 0.05 => "green", <= -0.05 => "red", _ => "default" };
        return new($"[{colour}]{Numbers.Signed(row.Mean)}[/] [grey]{Numbers.Count(row.Scored),5}[/]");
    }
}
