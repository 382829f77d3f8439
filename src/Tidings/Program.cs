using Tidings.Cli;

return App.Run(args, AppHost.OfProcess());
