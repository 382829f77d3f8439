using Tidings.Posts;

namespace Tidings.Tests.Storage;

/// <summary>A notice about a Bluesky account.</summary>
sealed record AccountNotice(string Did, AccountState State, long At) : StoreEvent;
