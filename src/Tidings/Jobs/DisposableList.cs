namespace Tidings.Cli.Jobs;

/// <summary>Things that end together, the last first.</summary>
sealed class DisposableList : IDisposable
{
    readonly Stack<IDisposable> _items = new();

    /// <summary>Makes them one by one; where one fails, those before it are ended.</summary>
    public DisposableList(IEnumerable<IDisposable> items)
    {
        try
        {
            foreach (var item in items)
                _items.Push(item);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_items.TryPop(out var item))
            item.Dispose();
    }
}
