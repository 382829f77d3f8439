namespace Tidings.Sources;

/// <summary>The author's fields of a status, under whichever name its format gives them.</summary>
struct AuthorFields
{
    public bool IsPresent;
    public JsonText Id;
    public JsonText NumericId;
    public JsonText Url;
    public JsonText Name;
    public JsonText Handle;
    public JsonText CreatedAt;
    public JsonText Location;
    public long? Followers;
    public bool? Verified;

    // A Jetstream account notice has the same place and other keys.
    public JsonText Did;
    public JsonText AccountStatus;
    public bool? IsActive;
}
