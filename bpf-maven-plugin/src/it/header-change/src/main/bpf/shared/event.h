struct event {
	int pid;
};
