namespace Tidings.Tests.Storage;

/// <summary>Something that a source delivers, given with what the analysis of it would have found.</summary>
abstract record StoreEvent;
