namespace Tidings.Simulation;

/// <summary>A made-up post on X.</summary>
/// <param name="Id">Its id.</param>
/// <param name="History">The ids of all versions up to this one, oldest first.</param>
/// <param name="CreatedAt">Unix milliseconds, whole seconds.</param>
/// <param name="Author">Whose.</param>
/// <param name="Draft">Its text, escaped as X does.</param>
/// <param name="Reference"><c>retweeted</c>, <c>quoted</c>, <c>replied_to</c>, or null.</param>
/// <param name="Original">The post that it refers to.</param>
sealed record XPost(ulong Id, ulong[] History, long CreatedAt, Author Author, Draft Draft, string? Reference = null, XPost? Original = null);
