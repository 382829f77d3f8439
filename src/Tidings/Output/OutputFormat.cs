namespace Tidings.Cli.Output;

/// <summary>How rows are written.</summary>
enum OutputFormat
{
    /// <summary>Drawn for people.</summary>
    Table,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>Comma-separated, with a header, safe to open in a spreadsheet.</summary>
    Csv,
}
