using System.Text;
using Tidings.Configuration;

namespace Tidings.Hours;

/// <summary>Tells which posts count for their topics.</summary>
public sealed class TopicFilter(FilterOptions options)
{
    const long DayMilliseconds = 86_400_000;

    readonly byte[][] _languages = [.. options.Languages.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The first reason that refuses the post.</summary>
    public Refusal Judge(in TopicPost post)
    {
        if (post.IsRepost && options.Reposts == RepostPolicy.Drop)
            return Refusal.Repost;
        if (post.IsLanguageKnown && _languages.Length > 0 && !IsWanted(post.Languages))
            return Refusal.Language;
        if (post.Followers < options.MinFollowers)
            return Refusal.Followers;
        if ((post.PostedAt - post.AuthorSince) / DayMilliseconds < options.MinAccountAgeDays)
            return Refusal.AccountAge;
        return post.IsBlacklisted ? Refusal.Blacklist : Refusal.None;
    }

    bool IsWanted(ReadOnlySpan<byte> languages)
    {
        foreach (var language in languages.Split((byte)','))
            foreach (var wanted in _languages)
                if (languages[language].SequenceEqual(wanted))
                    return true;
        return false;
    }
}
