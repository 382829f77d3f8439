namespace Tidings.Tests.Durability.Schedules;

/// <summary>Takes something back when it is disposed of.</summary>
sealed class Undo(Action undo) : IDisposable
{
    public void Dispose() => undo();
}
