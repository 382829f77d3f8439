using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidings.Cli.Commands;

/// <summary>The common frame of <c>score</c> and <c>extract</c>: one text given, or many on standard input.</summary>
static class TextInput
{
    public static readonly Argument<string?> Text = new("text")
    {
        Description = "The text.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static readonly Option<bool> Stdin = new("--stdin")
    {
        Description = "Reads standard input, one text a line (a line that begins with \" is a JSON string), and writes "
            + "one JSON object a line.",
    };

    /// <summary>One result is one object: there is no CSV of it.</summary>
    public static readonly Option<string?> Format = CommonOptions.Choice(
        "--format", "table on a terminal, json elsewhere and with --stdin", "table", "json");

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Runs over the texts; <paramref name="write"/> writes one result, <paramref name="show"/> draws one for people.
    /// </summary>
    public static int Run(
        AppHost host, ParseResult arguments, Action<Utf8JsonWriter, ReadOnlyMemory<byte>> write,
        Action<ReadOnlyMemory<byte>> show)
    {
        var text = arguments.GetValue(Text);
        var isStdin = arguments.GetValue(Stdin);
        if (isStdin == text is not null)
            throw new UsageException("Give one text, or --stdin.");
        if (!isStdin && (arguments.GetValue(Format) ?? (host.IsTerminal ? "table" : "json")) == "table")
        {
            show(Encoding.UTF8.GetBytes(text!));
            return App.Done;
        }
        using var json = new Utf8JsonWriter(host.Out, Json);
        if (isStdin)
            new TextLines(host.In, host.Out).Read(WriteLine);
        else
            WriteLine(Encoding.UTF8.GetBytes(text!));
        return App.Done;

        void WriteLine(ReadOnlyMemory<byte> utf8)
        {
            write(json, utf8);
            json.Flush();
            json.Reset();
            host.Out.WriteByte((byte)'\n');
        }
    }
}
