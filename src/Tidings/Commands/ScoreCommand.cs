using System.CommandLine;
using System.Text.Json;
using Tidings.Analysis;
using Tidings.Cli.Output;
using Tidings.Configuration;

namespace Tidings.Cli.Commands;

/// <summary><c>tidings score</c>.</summary>
static class ScoreCommand
{
    static readonly Option<string?> Scorer = CommonOptions.Choice("--scorer", "vader", "vader", "tidings");

    static readonly Option<bool> Explain = new("--explain") { Description = "Shows what each word adds." };

    public static Command Create(AppHost host)
    {
        var command = new Command("score", """
            The sentiment of texts: compound from -1 to 1, the shares of positive, neutral and negative words, and the label.

            very_negative < -0.6, negative <= -0.05, neutral, positive >= 0.05, very_positive > 0.6.

            Example: tidings score "What a GREAT day :)" --explain
            """) { TextInput.Text, TextInput.Stdin, Scorer, Explain, TextInput.Format };
        command.SetAction(arguments => Run(host, arguments));
        return command;
    }

    static int Run(AppHost host, ParseResult arguments)
    {
        var scorer = Settings.CreateScorer(
            arguments.GetValue(Scorer) == "tidings" ? ScorerKind.Tidings : ScorerKind.Vader);
        var explains = arguments.GetValue(Explain) && scorer is VaderScorer;
        return TextInput.Run(
            host,
            arguments,
            (json, text) => Write(json, scorer, explains ? ((VaderScorer)scorer).Explain(text.Span) : null, text.Span),
            text => Show(host, scorer, explains ? ((VaderScorer)scorer).Explain(text.Span) : null, text.Span));
    }

    static void Write(
        Utf8JsonWriter json, ISentimentScorer scorer, SentimentExplanation? explanation, ReadOnlySpan<byte> text)
    {
        var score = explanation?.Score ?? scorer.Score(text);
        json.WriteStartObject();
        json.WriteNumber("compound", score.Compound);
        json.WriteNumber("positive", score.Positive);
        json.WriteNumber("neutral", score.Neutral);
        json.WriteNumber("negative", score.Negative);
        json.WriteString("label", SentimentLabels.Of(score.Compound).WireName());
        if (explanation is not null)
            WriteExplanation(json, explanation);
        json.WriteEndObject();
    }

    static void WriteExplanation(Utf8JsonWriter json, SentimentExplanation explanation)
    {
        json.WriteStartArray("tokens");
        foreach (var token in explanation.Tokens)
        {
            json.WriteStartObject();
            json.WriteString("text", token.Text);
            json.WriteNumber("valence", token.Valence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("sum", explanation.Sum);
        json.WriteNumber("emphasis", explanation.Emphasis);
    }

    static void Show(AppHost host, ISentimentScorer scorer, SentimentExplanation? explanation, ReadOnlySpan<byte> text)
    {
        var score = explanation?.Score ?? scorer.Score(text);
        Column<SentimentScore>[] columns =
        [
            new("compound", _ => null, row => Numbers.Fixed(row.Compound, 4), "Compound"),
            new("positive", _ => null, row => Numbers.Fixed(row.Positive, 3), "Positive"),
            new("neutral", _ => null, row => Numbers.Fixed(row.Neutral, 3), "Neutral"),
            new("negative", _ => null, row => Numbers.Fixed(row.Negative, 3), "Negative"),
            new("label", _ => null, row => SentimentLabels.Of(row.Compound).WireName(), "Label") { IsNumber = false },
        ];
        TableWriter.Write(host, "Sentiment", columns, [score]);
        if (explanation is null)
            return;
        Column<SentimentToken>[] words =
        [
            new("text", _ => null, row => row.Text, "Word") { IsNumber = false },
            new("valence", _ => null, row => Numbers.Signed(row.Valence), "Adds"),
        ];
        TableWriter.Write(host, "Words", words, explanation.Tokens);
    }
}
