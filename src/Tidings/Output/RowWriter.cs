using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;

namespace Tidings.Cli.Output;

/// <summary>Writes rows of a result, streaming, in any of the formats that programs read.</summary>
static class RowWriter
{
    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
    /// </summary>
    static readonly CsvWriterOptions Csv = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>Rows between two flushes.</summary>
    const int FlushEvery = 256;

    public static void Write<T>(
        Stream output, OutputFormat format, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        switch (format)
        {
            case OutputFormat.Json: WriteArray(output, columns, rows); break;
            case OutputFormat.Jsonl: WriteLines(output, columns, rows); break;
            default: WriteCsv(output, columns, rows); break;
        }
    }

    /// <summary>Writes one object and a line break.</summary>
    public static void WriteObject<T>(Stream output, IReadOnlyList<Column<T>> columns, T row) =>
        WriteLines(output, columns, [row]);

    static void WriteArray<T>(Stream output, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            WriteRow(json, columns, row);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    static void WriteLines<T>(Stream output, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        using var json = new Utf8JsonWriter(output, Json);
        foreach (var row in rows)
        {
            WriteRow(json, columns, row);
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    static void WriteRow<T>(Utf8JsonWriter json, IReadOnlyList<Column<T>> columns, T row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            Cell.WriteJson(json, column.Value(row));
        }
        json.WriteEndObject();
    }

    static void WriteCsv<T>(Stream output, IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        using var csv = CsvWriter.Create(output, Csv, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        csv.EndRecord();
        foreach (var row in rows)
        {
            foreach (var column in columns)
                WriteField(csv, column.Value(row));
            csv.EndRecord();
            if (csv.RecordCount % FlushEvery == 0)
                csv.Flush();
        }
    }

    static void WriteField(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case long number: csv.WriteField(number); break;
            case double number: csv.WriteField(number); break;
            default: csv.WriteField(Cell.ToText(value)); break;
        }
    }
}
