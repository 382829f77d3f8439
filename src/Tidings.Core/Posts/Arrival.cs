namespace Tidings.Posts;

/// <summary>The decision about one arrival, with the ledger row that follows from it.</summary>
public readonly record struct Arrival(ArrivalOutcome Outcome, LedgerEntry Entry);
