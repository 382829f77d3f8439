using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tidings.Analysis;
using Tidings.Cli.Output;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings extract</c>.</summary>
static class ExtractCommand
{
    static readonly Option<string?> Profile = CommonOptions.Choice("--profile", "x", "x", "bluesky");

    static readonly (string Name, EntityKind Kind)[] Kinds =
    [
        ("hashtags", EntityKind.Hashtag), ("cashtags", EntityKind.Cashtag), ("mentions", EntityKind.Mention),
        ("urls", EntityKind.Url),
    ];

    public static Command Create(AppHost host)
    {
        var command = new Command("extract", """
            Hashtags, cashtags, mentions and URLs of texts, by the rules of the platforms.

            Positions count code points and include the sign; texts come without it.

            Example: tidings extract "Coffee first :) #goodmorning $BTC"
            """) { TextInput.Text, TextInput.Stdin, Profile, TextInput.Format };
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var profile = arguments.GetValue(Profile) == "bluesky" ? EntityProfile.Bluesky : EntityProfile.X;
        var entities = new List<Entity>();
        return TextInput.Run(
            host,
            arguments,
            (json, text) =>
            {
                EntityExtractor.Extract(text.Span, profile, entities);
                Write(json, text.Span, CollectionsMarshal.AsSpan(entities));
            },
            text =>
            {
                EntityExtractor.Extract(text.Span, profile, entities);
                Show(host, text, entities);
            });
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> text, ReadOnlySpan<Entity> entities)
    {
        json.WriteStartObject();
        foreach (var (name, kind) in Kinds)
        {
            json.WriteStartArray(name);
            var position = new CodePointCursor(text);
            foreach (var entity in entities)
            {
                if (entity.Kind != kind)
                    continue;
                json.WriteStartObject();
                json.WriteString("text", Encoding.UTF8.GetString(entity.NameIn(text)));
                json.WriteNumber("start", position.At(entity.Start));
                json.WriteNumber("end", position.At(entity.End));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void Show(AppHost host, ReadOnlyMemory<byte> text, List<Entity> entities)
    {
        Column<Entity>[] columns =
        [
            new("kind", _ => null, entity => entity.Kind.ToString(), "Kind") { IsNumber = false },
            new("text", _ => null, entity => Encoding.UTF8.GetString(entity.NameIn(text.Span)), "Text")
            {
                IsNumber = false,
            },
            new("start", _ => null, entity => Place(text.Span, entity.Start), "Start"),
            new("end", _ => null, entity => Place(text.Span, entity.End), "End"),
        ];
        TableWriter.Write(host, "Entities", columns, entities);
    }

    static string Place(ReadOnlySpan<byte> text, int at) => Numbers.Count(new CodePointCursor(text).At(at));
}
