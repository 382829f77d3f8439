using Tidings.Posts;

namespace Tidings.Tests.Support;

/// <summary>An account notice as values that stay.</summary>
sealed record FoundAccount(Platform Platform, string AuthorId, AccountState State, long At);
