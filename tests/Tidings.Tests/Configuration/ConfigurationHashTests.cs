using Tidings.Configuration;

namespace Tidings.Tests.Configuration;

public sealed class ConfigurationHashTests
{
    static readonly TidingsOptions Defaults = new();

    [Fact]
    public void Hash_OfTheDefaults_StaysTheSame() =>
        // a store written by an older version is rebuilt when this changes: raise the form's number then
        Assert.Equal("2e352c5dbcef28353c2ad2f5f43a4ce5542fb147a559b9d918e58fa7afd9f5cd", ConfigurationHash.Compute(Defaults));

    [Fact]
    public void Hash_WhereOrderHasNoMeaning_IsTheSame()
    {
        var written = Defaults with
        {
            Happy = [":D", ":)"],
            Topics = [new("doge", ["$doge", "dogecoin"]), new("btc", null)],
            Filters = new() { Languages = ["en", "de"], Blacklist = ["win", "free"] },
        };
        var reordered = written with
        {
            Happy = [":)", ":D", ":)"],
            Topics = [new("btc", null), new("doge", ["dogecoin", "$doge"])],
            Filters = new() { Languages = ["de", "en"], Blacklist = ["Free", "WIN", "free"] },
        };
        Assert.Equal(ConfigurationHash.Compute(written), ConfigurationHash.Compute(reordered));
    }

    [Fact]
    public void Hash_OfOtherSettings_IsTheSame()
    {
        var other = Defaults with
        {
            Store = new("sqlite:other.db"),
            QueueBytes = 1_000_000,
            Sources = [],
            Retention = new() { Posts = TimeSpan.FromDays(1) },
            Rollup = new() { Grace = TimeSpan.Zero },
            Trading = new() { Cash = 1m },
            Web = new() { Password = new("hunter2") },
            Privacy = new() { Key = new("hunter2"), StoreAuthors = true },
            Log = new() { Level = LogVerbosity.Error },
        };
        Assert.Equal(ConfigurationHash.Compute(Defaults), ConfigurationHash.Compute(other));
    }

    [Fact]
    public void Hash_OfEachMeaningfulChange_IsAnother()
    {
        var filters = Defaults.Filters;
        TidingsOptions[] changed =
        [
            Defaults,
            Defaults with { Happy = [] },
            Defaults with { Happy = [":)", ":D"] },
            Defaults with { Happy = [":):D"] },
            Defaults with { Topics = [] },
            Defaults with { Topics = [new("btc", null)] },
            Defaults with { Topics = [new("btc", ["btc"])] },
            Defaults with { Topics = [new("btc", ["btc", "eth"])] },
            Defaults with { Topics = [new("btc", ["btc"]), new("eth", ["eth"])] },
            Defaults with { Keep = KeepPolicy.All },
            Defaults with { Scorer = ScorerKind.Tidings },
            Defaults with { Filters = filters with { MinFollowers = 60 } },
            Defaults with { Filters = filters with { MinAccountAgeDays = 500 } },
            Defaults with { Filters = filters with { MinFollowers = 60, MinAccountAgeDays = 500 } },
            Defaults with { Filters = filters with { Reposts = RepostPolicy.Keep } },
            Defaults with { Filters = filters with { Copies = CopyPolicy.Keep } },
            Defaults with { Filters = filters with { Copies = CopyPolicy.KeepFirst } },
            Defaults with { Filters = filters with { Languages = [] } },
            Defaults with { Filters = filters with { LanguageGuess = true } },
            Defaults with { Filters = filters with { Blacklist = [] } },
            Defaults with { Filters = filters with { Languages = [.. filters.Languages, .. filters.Blacklist], Blacklist = [] } },
            Defaults with { Filters = filters with { IncludeNeutral = true } },
        ];
        Assert.Equal(changed.Length, changed.Select(options => ConfigurationHash.Compute(options)).Distinct().Count());
    }

    [Fact]
    public void Hash_WithPresetSynonyms_FollowsThem()
    {
        var preset = Defaults with { Topics = [new("btc", null)] };
        var written = Defaults with { Topics = [new("btc", ["$btc", "bitcoin"])] };
        static string Of(TidingsOptions options, params string[] synonyms) => ConfigurationHash.Compute(options, _ => synonyms);

        Assert.Equal(Of(written, "unused"), Of(preset, "bitcoin", "$btc"));
        Assert.NotEqual(Of(preset, "bitcoin"), Of(preset, "bitcoin", "$btc"));
    }
}
